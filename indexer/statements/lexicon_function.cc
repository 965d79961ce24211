// Data: function words, days and times, abbreviations.  Source: composed for this program from
// general knowledge of English; no list was copied.
#include "indexer/statements/words.h"

namespace onrecord::statements {

using namespace word_flag;

std::vector<WordList> function_word_lists() {
  return {
      {kAuxiliary,
       "has have had is was were are be been being will would can could may might should did does "
       "do must shall "
       "cannot n't not 've 'd 's didn't doesn't don't hasn't hadn't haven't wasn't weren't isn't "
       "aren't won't "
       "wouldn't can't couldn't shouldn't mightn't mustn't"},
      {kBe, "was were is are be been being got get gets 's wasn't weren't isn't aren't"},
      {kNegation,
       "not never n't didn't doesn't don't hasn't hadn't haven't wasn't weren't isn't aren't won't "
       "wouldn't can't "
       "couldn't shouldn't mightn't mustn't cannot neither nor refused declined without"},
      {kAdverb,
       "also later then further once even again recently just still now previously often always "
       "never repeatedly "
       "first famously reportedly subsequently simply only soon earlier thus ever instead since "
       "yet too quickly all "
       "already both himself herself themselves itself either largely long have sometimes "
       "meanwhile twice rather "
       "perhaps thereafter almost quite much well nearly afterwards afterward elsewhere beforehand "
       "overnight"},
      {kDeterminer,
       "a an the this that these those his her their its our my your one some many several two "
       "three four five six "
       "seven eight nine ten another each every no any other most both few various numerous such"},
      {kSubject, "he she they it i we you who which"},
      {kPronoun, "he she they it i we you who whom him her them me us himself herself"},
      {kPreposition, "of for from at in with to on by about into over under against during"},
      {kStop,
       "click that but and or so yet when while as because if where after before since though "
       "although "
       "until unless whether "
       "than then by about into over under between against during through without within upon said "
       "is was were are be "
       "been being has have had do does did will would could should may might can not also there "
       "here what which who "
       "whom whose why how however meanwhile still instead today yesterday tonight tomorrow "
       "earlier later ago now last "
       "next thus indeed likewise moreover in on at to from with of for per via amid despite like "
       "unlike following back wait immediately alongside eventually finally separately "
       "according asked must shall out up off down again both nor too very just only even perhaps"},
      {kDay | kStop | kTime,
       "monday tuesday wednesday thursday friday saturday sunday january february april june july "
       "august september "
       "october november december"},
      {kStop | kTime, "march may"},
      {kTime,
       "month week year years months weeks days morning night day afternoon evening ago later "
       "earlier time weekend spring "
       "summer fall autumn winter today yesterday tonight tomorrow hour hours minutes moments "
       "decade century midnight "
       "noon"},
      {kOpener,
       "after before during when while as since despite following asked speaking by if though "
       "although amid like unlike "
       "because once under between earlier pressed appearing writing responding citing referring "
       "of for from at in with "
       "to on about against without within until through throughout upon given based throughout "
       "over near across "
       "among behind beyond inside outside around whether where unless addressing answering "
       "announcing quoting "
       "facing alongside echoing using accusing praising criticizing criticising noting including "
       "standing sitting according questioned interviewed reacting commenting reached contacted"},
      {kNoLabel,
       "q a note notes editor's update updated related read more watch photo photos video see also "
       "source sources "
       "correction corrections why what who where how when key go the it bottom big between next "
       "breaking live image "
       "caption picture pictured listen credit copyright contact date time location summary "
       "background context reality "
       "driving details zoom yes no but and if for in on at by to from with here this that these "
       "those our your my "
       "what's it's here's there there's one two three four five last first other others then now "
       "state context "
       "question answer topics tags share follow subscribe advertisement abstract introduction "
       "conclusion "
       "thought fact facts analysis opinion comment editorial explainer timeline results result "
       "score scores final "
       "where's who's how's worth flashback yes part chapter step tip"},
      {kAbbreviation,
       "ky ga md la va ala ark del id me mont wis colo wash maj mgr messrs dist gen adm brig cmdr "
       "cpl pvt ont que mr mrs "
       "ms dr prof sen sens rep reps gov col lt sgt capt rev st jr sr inc corp co ltd vs no u.s "
       "u.k u.n d.c a.m p.m jan "
       "feb mar apr jun jul aug sep sept oct nov dec ariz calif conn fla ill ind kan mass mich "
       "minn miss mo neb nev n.c "
       "n.d n.h n.j n.m n.y okla ore pa r.i s.c s.d tenn tex vt wyo w.va etc hon pres supt insp "
       "det const ald cllr dep asst "
       "assoc univ dept est ft mt e.g i.e v ph.d m.d b.a m.a e.u u.a.e bros mme mlle sra"},
      {kSubordinator,
       "while when if as though although because since after before once until where unless "
       "whereas"},
      {kFirstPerson,
       "i we my our me us i'm we're i've we've i'll we'll i'd we'd mine ours myself ourselves you "
       "your you're"},
      {kContracted,
       "i'm we're you're they're i've we've you've they've i'll we'll you'll he'll she'll it'll "
       "they'll there'll i'd we'd you'd he'd she'd it'd they'd there'd that'll"},
      {kNoun,
       "family ally rally assembly bully monopoly anomaly belly supply fly butterfly lily ed king "
       "thing things nothing "
       "something anything everything evening morning wing ring string spring building"},
      {kSuffix, "jr sr ii iii iv esq phd ph.d md m.d d.o mp mep obe qc kc"},
  };
}

}  // namespace onrecord::statements
