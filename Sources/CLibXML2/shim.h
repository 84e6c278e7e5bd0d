// Debian builds libxml2 with ICU, whose headers clash with those that Foundation brings. Nothing
// here touches the one struct that differs (xmlCharEncodingHandler), so ICU is left out.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

// xmlFree is a global variable of the library, which Swift 6 does not let through.
static inline void assay_xml_free(void *memory) { xmlFree(memory); }
