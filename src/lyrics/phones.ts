/**
 * The 39 phones of the CMU dictionary (ARPAbet without stress digits), vowels first; a phone's place
 * here is its number in the packed dictionary.
 *
 * @see http://www.speech.cs.cmu.edu/cgi-bin/cmudict
 */
export const PHONES =
  "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH".split(
    " ",
  );

/** The first so many phones are vowels. */
export const VOWELS = 15;

const numbers: ReadonlyMap<string, number> = new Map(PHONES.map((phone, i) => [phone, i]));

/** The number of a phone, −1 for what is none. */
export function phoneNumber(phone: string): number {
  return numbers.get(phone) ?? -1;
}

export function isVowel(phone: string): boolean {
  const number = phoneNumber(phone);
  return number >= 0 && number < VOWELS;
}

/** Groups of consonants with which an English syllable can begin. */
const onsets: ReadonlySet<string> = new Set(
  (
    "P L,P R,P Y,B L,B R,B Y,T R,T W,D R,D W,K L,K R,K W,K Y,G L,G R,G W,F L,F R,F Y,V Y,TH R,TH W," +
    "S P,S T,S K,S F,S L,S M,S N,S W,SH R,SH L,SH M,SH N,SH W,HH Y,HH W,M Y," +
    "S P L,S P R,S P Y,S T R,S K R,S K W,S K Y"
  ).split(","),
);

/** Whether an English syllable can begin with these consonants; one alone can, but for NG. */
export function isOnset(consonants: readonly string[]): boolean {
  if (consonants.length === 0) return true;
  if (consonants.length === 1) return consonants[0] !== "NG";
  return onsets.has(consonants.join(" "));
}
