// Which pairs of names are found alike: for tests/speakers/measure.py.  Reads names, one a line;
// prints "A<TAB>B<TAB>distance" of each pair.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "proto/text/name_sound.h"
#include "proto/text/tokens.h"
#include "proto/text/typing_slip.h"

int main() {
  using namespace onrecord::text;
  std::vector<std::string> names, folded, sounds;
  for (std::string line; std::getline(std::cin, line);) {
    folded.push_back(fold_value(line));
    sounds.push_back(name_sound(folded.back()));
    names.push_back(std::move(line));
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = i + 1; j < names.size(); ++j)
      if (sound_alike(sounds[i], sounds[j]) || typing_slip(folded[i], folded[j]))
        std::printf("%s\t%s\t%.2f\n", names[i].c_str(), names[j].c_str(),
                    sound_distance(sounds[i], sounds[j]));
}
