/** Words that stand weak in a line: articles, prepositions, conjunctions, pronouns, auxiliaries. */
const weak: ReadonlySet<string> = new Set(
  (
    "a an the and or nor but if as than that so yet of to in on at by for from with into onto upon " +
    "up o'er over through till until 'til than like " +
    "i me my we us our you your he him his she her it its they them their who whom whose which " +
    "am is are was were be been being 's 're 'm do does did has have had having " +
    "will would shall should can could may might must ought " +
    "i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll " +
    "we're we've we'd we'll they're they've they'd they'll that's there's who's let's " +
    "there some any these those this 'em 'cause 'n when while where how what because though"
  ).split(" "),
);

/** Whether a word is one that a line does not stress unless its metre wants it ("the", "of", "I'm"). */
export function isFunctionWord(word: string): boolean {
  return weak.has(word.toLowerCase().replaceAll("’", "'"));
}
