// The page's fixed files.
#include "searchd/web/assets.h"

#include <array>

#include "searchd/web/style.h"

namespace onrecord::web {
namespace {

constexpr std::array kAssets = {
    Asset{"/style.css", "text/css; charset=utf-8", kStyle},
    Asset{"/favicon.svg", "image/svg+xml",
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" "
          "height=\"32\" rx=\"7\" "
          "fill=\"#7a1f2b\"/><path d=\"M8 20v-5q0-5 5-6v3q-2 1-2 3h2v5zm9 0v-5q0-5 5-6v3q-2 1-2 "
          "3h2v5z\" "
          "fill=\"#fff\"/></svg>\n"},
    Asset{"/robots.txt", "text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n"},
};

}  // namespace

const Asset* find_asset(std::string_view path) {
  for (const Asset& asset : kAssets)
    if (asset.path == path) return &asset;
  return nullptr;
}

}  // namespace onrecord::web
