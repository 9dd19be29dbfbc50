/** Words that speak of a mood, the first three those that the model is told as themes. */
const MOODS = {
  hopeful:
    "hope morning dawn light spring rise bright begin open sunrise promise tomorrow new shine believe",
  wistful:
    "memory ago autumn remember evening faded shadow once gone dream echo yesterday leaves lost silence",
  joyful: "joy laughing dance sing sun laugh happy smile merry song play glad bells dancing golden",
  sad: "tears sorrow grief weep cry lonely alone broken cold dark rain lost goodbye empty gray",
  tender: "gentle kiss heart soft touch dear hand love warm whisper hold sweet eyes arms close",
  angry: "anger storm burn fire rage fight break thunder blood hate bitter shout iron war wild",
  calm: "quiet peace rest still sleep evening calm slow breath silence lake gentle stars deep easy",
  lonely:
    "alone lonely empty silence window night stranger nobody miles cold gone road distant dark far",
  playful: "laugh funny game dance silly play jump trick tickle merry cat toy tease giggle spin",
  proud: "proud strong brave stand free rise crown victory march banner fight steel tall glory win",
} as const;

export type Mood = keyof typeof MOODS;

export const MOOD_NAMES = Object.keys(MOODS) as readonly Mood[];

/** Words of a mood, those that speak of it most first. */
export function moodWords(mood: Mood): readonly string[] {
  return MOODS[mood].split(" ");
}
