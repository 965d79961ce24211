// Archives and compressed bytes made at test time, honest and hostile.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

namespace onrecord::tests {

struct Entry {
  std::string name;
  std::string bytes;
  unsigned type = AE_IFREG;
  std::string target = {};  ///< Of a symbolic link, or, for a file, of a hard link.
};

/// What archives are written as.
enum class Packing { zip, tar, tar_gz, tar_bz2, tar_xz, tar_zst };

namespace detail {

inline la_ssize_t keep(archive*, void* to, const void* bytes, std::size_t size) {
  static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

}  // namespace detail

/// An archive of \a entries; \a password encrypts a zip.
inline std::string packed(const std::vector<Entry>& entries, Packing packing,
                          const char* password = nullptr) {
  std::string out;
  archive* writer = archive_write_new();
  packing == Packing::zip ? archive_write_set_format_zip(writer)
                          : archive_write_set_format_pax_restricted(writer);
  if (packing == Packing::tar_gz) archive_write_add_filter_gzip(writer);
  if (packing == Packing::tar_bz2) archive_write_add_filter_bzip2(writer);
  if (packing == Packing::tar_xz) archive_write_add_filter_xz(writer);
  if (packing == Packing::tar_zst) archive_write_add_filter_zstd(writer);
  if (password != nullptr) {
    archive_write_set_options(writer, "zip:encryption=traditional");
    archive_write_set_passphrase(writer, password);
  }
  archive_write_set_bytes_per_block(writer, 0);
  REQUIRE(archive_write_open(writer, &out, nullptr, &detail::keep, nullptr) == ARCHIVE_OK);
  for (const Entry& entry : entries) {
    archive_entry* header = archive_entry_new();
    archive_entry_set_pathname(header, entry.name.c_str());
    archive_entry_set_perm(header, 0644);
    archive_entry_set_filetype(header, entry.type);
    archive_entry_set_mtime(header, 1'700'000'000, 0);
    const bool link = entry.type == AE_IFLNK;
    if (link) archive_entry_set_symlink(header, entry.target.c_str());
    if (!link && !entry.target.empty()) archive_entry_set_hardlink(header, entry.target.c_str());
    const bool has_bytes = entry.type == AE_IFREG && entry.target.empty();
    archive_entry_set_size(header, has_bytes ? static_cast<la_int64_t>(entry.bytes.size()) : 0);
    REQUIRE(archive_write_header(writer, header) >= ARCHIVE_WARN);
    if (has_bytes) archive_write_data(writer, entry.bytes.data(), entry.bytes.size());
    archive_entry_free(header);
  }
  archive_write_free(writer);
  return out;
}

/// One compressed stream; \a filter is one of libarchive's ("gzip", "xz").
inline std::string compressed(std::string_view bytes, const char* filter) {
  std::string out;
  archive* writer = archive_write_new();
  archive_write_set_format_raw(writer);
  REQUIRE(archive_write_add_filter_by_name(writer, filter) == ARCHIVE_OK);
  archive_write_set_bytes_per_block(writer, 0);
  REQUIRE(archive_write_open(writer, &out, nullptr, &detail::keep, nullptr) == ARCHIVE_OK);
  archive_entry* header = archive_entry_new();
  archive_entry_set_filetype(header, AE_IFREG);
  REQUIRE(archive_write_header(writer, header) == ARCHIVE_OK);
  archive_write_data(writer, bytes.data(), bytes.size());
  archive_entry_free(header);
  archive_write_free(writer);
  return out;
}

}  // namespace onrecord::tests
