import { formatFor } from "../format";

const { number, percent, plural } = formatFor("en");

/** The person's own style. */
export const ownStyle = {
  title: "My style",
  lead: "The model can learn from what you kept and liked, here on this device.",
  state: "Your style",
  none: "No style has been learned yet. Keep or like some pieces, then train.",
  tunes: (count: number) =>
    `Learned from ${number(count)} ${plural(count, { one: "piece", other: "pieces" })}.`,
  kept: (own: string) =>
    `Pieces of yours that it had not seen are ${own} easier for it to expect now.`,
  keptBooks: (books: string) => `The books it learned from first cost it ${books} more.`,
  keptBooksLess: (books: string) => `The books it learned from first cost it ${books} less.`,
  notKept:
    "The training did not help with pieces of yours that it had not seen, so nothing was changed. More pieces may help.",
  bits: (before: string, after: string) => `${before} → ${after} bits a note`,
  own: "Your pieces, not seen in training",
  books: "The books",
  before: "before",
  after: "after",
  on: "Write in my style",
  onHint: "Off, the model writes as it came.",
  train: "Train on what I kept and liked",
  trainAgain: "Train again",
  training: "Learning your style",
  undo: "Undo the last training",
  undone: "The last training is undone.",
  export: "Save the style as a file",
  failed: "The training did not work out. Your style is as it was.",
  unread: "Your style could not be looked up.",
  practice: "Practise on my tunes",
  practiceNote:
    "A critic learns to tell your tunes from what the model writes, the model learns to please it, round after round.",
  rounds: "Rounds",
  practising: "Practising",
  practiceDone: (rounds: number) =>
    `${number(rounds)} ${plural(rounds, { one: "round", other: "rounds" })} done.`,
  critic: (before: number, after: number) =>
    `The critic tells them apart in ${percent(after)} of cases; it was ${percent(before)}.`,
  reward: (before: number, after: number) =>
    `What is written convinces the critic to ${percent(after)}; it was ${percent(before)}.`,
  compare: "Compare by ear",
  pair: (place: number) => `Seed ${number(place)}`,
  hearBefore: (place: number) => `Before, seed ${number(place)}`,
  hearAfter: (place: number) => `After, seed ${number(place)}`,
  keepPractice: "Keep what it learned",
  undoPractice: "Undo the practice",
  practiceLetGo: "The critic is no more convinced than before, so your style stays as it was.",
  closePractice: "Close the comparison",
  curve: (name: string, from: string, to: string) => `${name}: from ${from} to ${to}`,
  curves: {
    loss: "Cost, bits a note",
    own: "Your pieces, bits a note",
    books: "The books, bits a note",
    critic: "Critic, share told apart",
    reward: "Chance given to what is written",
  },
};
