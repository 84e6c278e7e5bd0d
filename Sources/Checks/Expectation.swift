import Diagnostics
import Facts
