// Data: verbs that report speech and words around them.  Source: composed for this program from
// general knowledge of English news writing; no list was copied.
#include "indexer/statements/words.h"

namespace onrecord::statements {

using namespace word_flag;

std::vector<VerbList> cue_verb_lists() {
  return {
      // Speech wherever they stand, and take a clause.
      {kCue | kStrong | kThat,
       "say:said add argue insist note state claim acknowledge announce explain suggest "
       "write:wrote:written "
       "declare conclude contend assert allege predict confirm stress emphasize emphasise "
       "admit+:admitted "
       "concede testify recall remark observe caution vow pledge promise maintain reiterate reveal "
       "disclose indicate complain lament joke boast reply respond report proclaim hint affirm "
       "reaffirm "
       "aver+:averred counter retort quip+:quipped muse confess recount estimate underscore opine "
       "posit "
       "stipulate protest clarify reckon tweet swear:swore:sworn speculate theorize rule signal+ "},
      {kCue | kStrong | kThat | kHearer | kPassive,
       "tell:told warn inform assure remind advise notify brief"},
      {kCue | kStrong | kThat | kDenial, "deny dispute"},
      // Speech beside a quotation or with "that".
      {kCue | kThat,
       "reason surmise gripe point repeat agree decide urge hope demand imply infer realize joke "
       "grumble "
       "marvel worry fret+ bemoan bet+:bet wonder reflect submit+:submitted volunteer certify "
       "attest "
       "relay mention accept submit guarantee recommend request propose rejoin continue answer "
       "comment "
       "snap+ "
       "shout yell "
       "cry exclaim interject elaborate mutter murmur whisper mumble chime intone sneer scoff sigh "
       "laugh "
       "bark bellow roar scream shriek howl growl hiss blurt holler drawl croak plead implore "
       "lash echo summarize summarise expound enthuse rave gush crow bristle thunder vent rail "
       "rant "
       "fume storm seethe wail sob groan moan whine nag+ chuckle giggle grin smile smirk deadpan+ "
       "chant recite read:read sing:sang:sung pray message text email post repost retweet blog+ "
       "counsel:counseled signal:signaled "
       "ask "
       "inquire enquire query question interrupt interpose instruct order command advise tease "
       "taunt jeer "
       "heckle mock "
       "banter criticize criticise condemn denounce decry blast slam+ attack praise hail laud "
       "applaud commend "
       "credit thank congratulate apologize apologise defend describe characterize characterise "
       "portray "
       "label+ label:labeled brand dub+ deride ridicule accuse blame charge castigate chastise "
       "chide rebuke "
       "scold "
       "berate lambaste lambast excoriate vilify assail skewer dismiss reject rebut+ refute "
       "contradict "
       "challenge hit:hit fire cite quote reference refer+ invoke tout trumpet promote endorse "
       "support bash bill call cast:cast deem offer provide summon term speak:spoke:spoken "
       "talk preach lecture open close begin:began:begun start finish end conclude:concluded sum+ "
       "shoot:shot put:put go:went:gone figure highlight illustrate underline outline detail "
       "signal express voice convey communicate declaim orate pronounce utter vocalize "
       "inveigh crack expand confide recollect remember reminisce narrate "
       "beg+ appeal invite encourage exhort persuade convince press pressure prod+ push "
       "greet welcome address introduce counsel+ coach brag+ gloat commiserate console "
       "ruminate ponder philosophize theorise hypothesize extrapolate forecast:forecast "
       "foresee:foresaw:foreseen "
       "envision imagine expect anticipate fear doubt suspect dispute swear:swore:sworn pan+ "
       "trash savage knock mourn eulogize toast salute champion advocate plug+ hype evoke"},
      {kCue | kThat | kBelief,
       "think:thought believe feel:felt know:knew:known fear hope wish consider assume presume "
       "find:found "
       "show:showed:shown reckon understand:understood doubt suspect learn hear:heard"},
      // Close to a quotation only.
      {kCue | kWeak,
       "read:read put:put go:went:gone shoot:shot fire call find:found show:showed:shown rule "
       "offer propose close "
       "open begin:began:begun start end finish think:thought believe order post cite praise blast "
       "criticize criticise condemn denounce dismiss defend describe accuse refer+ demand "
       "label:labeled "
       "speak:spoke:spoken talk "
       "hope wish laugh sigh cry tout estimate recommend worry indicate maintain echo "
       "agree feel:felt know:knew:known attack slam+ hail credit thank label+ brand dub+ blame "
       "charge push press "
       "hit:hit bill cast:cast deem term support promote reject challenge express voice "
       "address introduce invite encourage welcome greet fear doubt suspect expect "
       "decide realize understand:understood learn hear:heard consider assume presume provide "
       "sing:sang:sung "
       "smile grin detail outline highlight illustrate convey signal question text email "
       "mock deride ridicule rebuke skewer assail bash trash savage knock evoke invoke quote "
       "reference "
       "champion advocate plug+ imagine anticipate envision guarantee request point crack figure "
       "remember persuade convince pressure appeal toast salute mourn"},
      {kThing,
       "write:wrote:written pledge tweet add predict claim deny declare underscore recount dispute "
       "promise estimate "
       "testify protest boast advise brief notify remind vow proclaim swear:swore:sworn muse "
       "counter respond reply "
       "retort post propose recommend mention describe express signal+ rule guarantee report"},
      {kPromise, "vow pledge promise swear:swore:sworn"},
      {kHearer | kPassive, "ask tell:told inform remind"},
      {kPassive,
       "quote call describe cite order accuse criticize criticise warn praise blame charge "
       "question press "
       "condemn denounce dismiss label+ label:labeled dub+ attack mock accuse urge advise "
       "encourage introduce "
       "brief instruct"},
      {kFinite,
       "take:took:taken make:made give:gave:given get:got have:had come:came see:saw:seen "
       "hold:held leave:left "
       "keep:kept meet:met send:sent run:ran win:won lose:lost lead:led let:let bring:brought "
       "seek:sought "
       "draw:drew:drawn throw:threw:thrown use set:set cut:cut appear seem want try plan grant "
       "issue launch "
       "unleash need help work stand:stood sit:sat rise:rose:risen fall:fell:fallen "
       "grow:grew:grown become:became "
       "build:built buy:bought pay:paid teach:taught catch:caught fight:fought spend:spent vote "
       "elect live die "
       "serve face join turn move change happen remain look receive return arrive kill walk wait "
       "play "
       "raise pass sell:sold produce include create allow drive:drove:driven break:broke:broken "
       "choose:chose:chosen "
       "deliver release publish sign file visit travel campaign head attend mark note cost oppose "
       "back reach "
       "drop+ stop+ follow share love hate like enjoy refuse decline fail manage agree deserve "
       "belong"},
  };
}

std::vector<WordList> cue_word_lists() {
  return {
      {kNounLike,
       "tweets tweet reports report claims claim posts post calls call reads shows show notes note "
       "states state chants "
       "chant promises promise pledges pledge demands demand quotes quote estimates estimate "
       "comments comment "
       "remarks remark praise questions question answers answer cites cries cry shot fired hopes "
       "hope worries worry "
       "finds attacks attack charges charge offers offer rules rule texts text messages message "
       "emails email "
       "orders order brief briefs challenges challenge concerns doubts doubt fears fear credit "
       "credits details "
       "appeals appeal complaints jokes joke laughs laugh smile smiles sighs signals signal "
       "highlights "
       "promotions addresses address thoughts thought talks talk requests request push ends end "
       "starts start "
       "opens opening closing reference references reply replies response hints hint blogs blog "
       "forecasts forecast "
       "toast salute boasts boast charge points point queries query figures figure protests "
       "protest bill bills "
       "warning warnings saying finding findings reporting meeting writing opening briefing "
       "understanding feeling "
       "support supports command labels label brands brand terms term cast welcome guarantee "
       "guarantees plug "
       "press crack details outline champion advocate advocates knocks"},
      {kDubbed,
       "titled entitled nicknamed headlined so-called self-described self-styled self-proclaimed "
       "subtitled "
       "captioned aka"},
      {kWork,
       "book books memoir autobiography novel film films movie movies song songs album show shows "
       "series play "
       "programme program programs column podcast magazine essay report headline documentary "
       "sitcom bestseller "
       "anthem ad ads spot episode drama comedy musical interview broadcast abc cbs nbc cnn fox "
       "msnbc bbc itv "
       "hbo netflix article poem painting hashtag website blog track single video game opera "
       "ballet exhibition "
       "franchise trilogy thriller ballad hymn tv"},
      {kClaimNoun,
       "accusation accusations admission advice allegation allegations announcement argument "
       "arguments assertion assertions assessment assurance assurances belief charge claim claims "
       "comment comments complaint conclusion contention contentions criticism declaration denial "
       "description dictum explanation finding findings idea insistence maxim mantra message "
       "motto notion observation opinion point pledge prediction promise proposal quip refrain "
       "remark remarks reminder rule statement statements suggestion testimony view vow warning "
       "warnings word words"},
      {kSpeechNoun,
       "statement statements remarks message letter tweet tweets post speech interview memo email "
       "e-mail note "
       "words question answer reply response headline slogan sign banner caption text quote joke "
       "warning "
       "suit lawsuit complaint filing document judgment ruling letterhead placard poster "
       "release op-ed editorial article report testimony declaration transcript comment comments "
       "line"},
  };
}

}  // namespace onrecord::statements
