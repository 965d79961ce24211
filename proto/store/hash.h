// SHA-256, of bytes at once or piece by piece.  Knows no files, no records.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace onrecord::store {

/// SHA-256 of a stream of bytes.  Belongs to one thread.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void update(std::string_view bytes);
  /// Lower-case hex, 64 digits; afterwards the object is as new.
  std::string hex();
  /// The 32 bytes themselves; afterwards the object is as new.
  std::array<unsigned char, 32> raw();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// SHA-256 of \a bytes in lower-case hex, 64 digits.
std::string sha256_hex(std::string_view bytes);

/// 64 bits for hash tables and for spreading keys over shards (FNV-1a with a final mix).  Part of
/// the disk format: never changes within a format version.
std::uint64_t hash64(std::string_view bytes);

}  // namespace onrecord::store
