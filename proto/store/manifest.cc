// The manifest as JSON.
#include "proto/store/manifest.h"

#include <boost/json.hpp>

#include "proto/store/files.h"
#include "proto/store/layout.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::uint32_t kMaxShards = 64;

Error damaged(const fs::path& generation, std::string_view what) {
  return {Errc::index, layout::manifest(generation).string() + ": " + std::string(what), 0};
}

std::uint64_t number(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (!value || !value->is_int64() || value->as_int64() < 0) return 0;
  return static_cast<std::uint64_t>(value->as_int64());
}

std::string text(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace

Result<Manifest> read_manifest(const fs::path& generation) {
  const Result<std::string> bytes = read_file(layout::manifest(generation));
  if (!bytes) {
    if (bytes.error().code == Errc::not_found)
      return damaged(generation, "the manifest is missing");
    return bytes.error();
  }
  boost::system::error_code error;
  const json::value value = json::parse(*bytes, error);
  if (error || !value.is_object()) return damaged(generation, "expected a JSON object");
  const json::object& object = value.as_object();

  Manifest manifest;
  manifest.format = static_cast<std::uint32_t>(number(object, "format"));
  if (manifest.format == 0) return damaged(generation, "expected a format version");
  // Of another version nothing more is known than that.
  if (manifest.format != kFormatVersion) return manifest;
  manifest.generation = number(object, "generation");
  manifest.settings.shards = static_cast<std::uint32_t>(number(object, "shards"));
  manifest.settings.stem_language = text(object, "stem_language");
  manifest.created = static_cast<std::int64_t>(number(object, "created"));
  manifest.made_by = text(object, "made_by");
  if (manifest.settings.shards == 0 || manifest.settings.shards > kMaxShards)
    return damaged(generation, "expected 1 to 64 shards");
  const json::value* files = object.if_contains("files");
  if (!files || !files->is_array()) return damaged(generation, "expected a list of files");
  for (const json::value& file : files->as_array()) {
    if (!file.is_string()) return damaged(generation, "expected file names");
    manifest.files.emplace_back(file.as_string());
  }
  return manifest;
}

Result<Manifest> open_manifest(const fs::path& generation) {
  Result<Manifest> manifest = read_manifest(generation);
  if (!manifest) return manifest;
  if (manifest->format != kFormatVersion)
    return Error{Errc::unsupported,
                 generation.string() + " has format version " + std::to_string(manifest->format) +
                     ", this program reads and writes version " + std::to_string(kFormatVersion) +
                     ": run 'onrecord-indexer --index " + generation.parent_path().string() +
                     " rebuild' with a program that knows both",
                 0};
  for (const std::string& file : manifest->files) {
    std::error_code error;
    if (!fs::is_regular_file(generation / file, error))
      return damaged(generation, "the file '" + file + "' is missing from the index");
  }
  return manifest;
}

Result<void> write_manifest(const fs::path& generation, const Manifest& manifest) {
  json::array files;
  for (const std::string& file : manifest.files) files.emplace_back(file);
  const json::object object{
      {"format", manifest.format},          {"generation", manifest.generation},
      {"shards", manifest.settings.shards}, {"stem_language", manifest.settings.stem_language},
      {"created", manifest.created},        {"made_by", manifest.made_by},
      {"files", std::move(files)}};
  return write_file(layout::manifest(generation), json::serialize(object) + "\n");
}

std::vector<std::string> database_files(const fs::path& generation) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(generation, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename();
    if (name == "iamglass" || name.ends_with(".glass"))
      files.push_back(fs::relative(at->path(), generation));
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace onrecord::store
