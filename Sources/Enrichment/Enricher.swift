import Facts
import Lexicons
