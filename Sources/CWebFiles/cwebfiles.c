#include "cwebfiles.h"

static const uint8_t icon_svg[] = {
#embed "icon.svg"
};

static const uint8_t openapi_json[] = {
#embed "openapi.json"
};

static const uint8_t page_css[] = {
#embed "page.css"
};

static const uint8_t page_js[] = {
#embed "page.js"
};

static const cwebfiles_file files[] = {
    {"/icon.svg", "image/svg+xml", icon_svg, sizeof icon_svg},
    {"/openapi.json", "application/json", openapi_json, sizeof openapi_json},
    {"/page.css", "text/css; charset=utf-8", page_css, sizeof page_css},
    {"/page.js", "text/javascript; charset=utf-8", page_js, sizeof page_js},
};

size_t cwebfiles_count(void) { return sizeof files / sizeof *files; }

const cwebfiles_file *cwebfiles_at(size_t number) { return &files[number]; }
