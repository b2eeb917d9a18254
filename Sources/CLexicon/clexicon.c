#include "clexicon.h"

static const uint8_t divisions[] = {
#embed "divisions.txt"
};

const uint8_t *clexicon_divisions(size_t *count) {
  *count = sizeof divisions;
  return divisions;
}
