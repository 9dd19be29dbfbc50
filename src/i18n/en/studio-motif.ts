import { formatFor } from "../format";

const { number, percent, plural } = formatFor("en");

/** Starting from a few notes of one's own. */
export const motif = {
  title: "Start from a motif",
  lead: "A few notes of yours; the model grows a tune that begins with them.",
  way: "How do you want to give it?",
  ways: { typed: "Type it", played: "Play it", heard: "Hum it" },
  text: "Notes",
  textHint: "Letters (D F# A d2, numbers are eighths) or ABC notation.",
  example: "Show me one",
  tempo: "Tempo",
  tempoValue: (bpm: number) => `${number(bpm)} quarter notes a minute`,
  meter: "Metre",
  tonic: "Key note",
  anyTonic: "Find it",
  mode: "Mode",
  keyboard: "Keyboard",
  keyboardHint:
    "Press the keys here, those from A to K on a computer's keyboard, or a connected one.",
  octaveDown: "An octave lower",
  octaveUp: "An octave higher",
  midi: "Use a MIDI keyboard",
  midiReady: (name: string) => `Listening to ${name}.`,
  midiNone: "No MIDI keyboard was found.",
  record: "Record",
  recordWhy:
    "The microphone is used while you record, no longer. The sound stays on this device and is not kept.",
  asking: "Your browser is asking whether Refrain may listen.",
  recording: "Listening. Hum or whistle one line.",
  level: "Loudness",
  stop: "Done",
  working: "Looking for the notes…",
  nothing: "No clear note was found. Try again, a little closer and on “la”.",
  refused:
    "Refrain may not use the microphone. Allow it in the browser's settings for this page, or type or play the motif.",
  failed: "The recording did not work out. Nothing else is affected.",
  notes: "Notes found",
  notesHint: "Choose a note; arrow keys or buttons move it, Delete removes it.",
  note: (name: string, sec: string) => `${name}, ${sec} seconds`,
  unsure: (share: number) => `unsure, ${percent(share)}`,
  up: "Higher",
  down: "Lower",
  remove: "Remove the note",
  clear: "Start over",
  found: (count: number) =>
    `${number(count)} ${plural(count, { one: "note", other: "notes" })} found.`,
  preview: "The motif",
  grow: "Grow a tune",
  empty: "Your notes appear here.",
  given: "Begins with your motif",
  giveUp: "Without the motif",
};
