/**
 * English words that say nothing about what a text or a question is about: function words, question words, and the
 * verbs of asking. Folded, unstemmed.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above across again against all almost also although am among an and any are aren around as at
  be because been being below between both but by can cannot could couldn did didn do does doesn doing don down
  during each either else ever every few for from further get got had hadn has hasn have haven having he
  hence her here hers herself him himself his how however i if in into is isn it its itself just ll let may me might
  mine more most much must my myself neither no nor not now of off on once only onto or other our ours ourselves out
  over own per please rather re s same shall she should shouldn so some such t tell than that the their theirs
  them themselves then there therefore these they this those though through thus to too toward towards under until
  up upon us ve very was wasn we were weren what when where whether which while who whom whose why will with within
  without would wouldn yet you your yours yourself yourselves`.split(/\s+/),
);
