// See given_names.h.
#include "proto/text/given_names.h"

#include <algorithm>

#include "proto/text/name_sound.h"

namespace onrecord::text {
namespace {

/// One name a line: the full form and its short ones, each between spaces.
constexpr std::string_view kForms[] = {
    " abigail abby gail ",
    " abraham abe ",
    " albert al bert bertie ",
    " alexander alex alec sandy sasha ",
    " alexandra alex sandra sasha ",
    " alfred alf alfie fred ",
    " andrew andy drew ",
    " anthony tony ",
    " arthur art ",
    " barbara barb babs ",
    " benjamin ben benny ",
    " bernard bernie ",
    " catherine cathy kate katie kathy kitty cat ",
    " charles charlie chuck chas ",
    " christine chris christy tina ",
    " christopher chris kit topher ",
    " daniel dan danny ",
    " david dave davy ",
    " deborah deb debbie ",
    " donald don donny ",
    " dorothy dot dottie dolly ",
    " douglas doug ",
    " edward ed eddie ned ted teddy ",
    " eleanor ellie nell nora ",
    " elizabeth beth betty eliza libby liz lizzie bess ",
    " eugene gene ",
    " frances fran frannie ",
    " francis frank fran ",
    " frederick fred freddie ",
    " gabriel gabe ",
    " geoffrey geoff jeff ",
    " gerald gerry jerry ",
    " gregory greg ",
    " harold hal harry ",
    " henry hank harry hal ",
    " herbert herb bert ",
    " jacob jake ",
    " jacqueline jackie ",
    " james jim jimmy jamie ",
    " jennifer jen jenny ",
    " jeremy jerry ",
    " jessica jess jessie ",
    " john jack johnny ",
    " jonathan jon jonny ",
    " joseph joe joey ",
    " josephine jo josie ",
    " joshua josh ",
    " judith judy jude ",
    " katherine kate katie kathy kitty kit ",
    " kenneth ken kenny ",
    " lawrence larry laurie ",
    " leonard len lenny leo ",
    " louis lou louie ",
    " margaret maggie meg peg peggy marge margie rita greta ",
    " martin marty ",
    " matthew matt ",
    " michael mike mick mickey ",
    " mitchell mitch ",
    " nancy nan ",
    " nathaniel nate nathan nat ",
    " nicholas nick nicky ",
    " pamela pam ",
    " patricia pat patty tricia trish ",
    " patrick pat paddy ",
    " peter pete ",
    " philip phil ",
    " rebecca becky becca ",
    " richard dick rich richie rick ricky ",
    " robert bob bobby rob robbie bert ",
    " ronald ron ronnie ",
    " samuel sam sammy ",
    " samantha sam sammy ",
    " sarah sally sadie ",
    " stephen steve stevie ",
    " steven steve stevie ",
    " stuart stu ",
    " susan sue susie suzy ",
    " terence terry ",
    " theodore ted teddy theo ",
    " theresa terry tess tessa ",
    " thomas tom tommy ",
    " timothy tim timmy ",
    " victoria vicky tori ",
    " vincent vince vinny ",
    " virginia ginny ",
    " walter walt wally ",
    " william bill billy will willy liam ",
    " zachary zach zack ",
};

bool stands_in(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(name); at != line.npos; at = line.find(name, at + 1))
    if (line[at - 1] == ' ' && line[at + name.size()] == ' ') return true;
  return false;
}

}  // namespace

bool given_names_alike(std::string_view a, std::string_view b) {
  constexpr std::size_t kLeast = 2;
  if (a == b) return true;
  if (a.size() < kLeast || b.size() < kLeast) return false;
  const bool one_line =
      std::any_of(std::begin(kForms), std::end(kForms),
                  [&](std::string_view line) { return stands_in(line, a) && stands_in(line, b); });
  return one_line || sound_alike(name_sound(a), name_sound(b));
}

}  // namespace onrecord::text
