const ones = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
  "sixteen seventeen eighteen nineteen"
).split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const scales = ["", "thousand", "million", "billion", "trillion"];

/**
 * The words of a whole number; one of four digits between 1100 and 1999 is read as a year.
 *
 * @param digits  up to fifteen
 * @example numberWords("1969") // nineteen sixty nine
 */
export function numberWords(digits: string): string[] {
  const number = Number(digits);
  if (number >= 1100 && number < 2000) {
    const [century, year] = [Math.floor(number / 100), number % 100];
    const spoken = year === 0 ? ["hundred"] : [...(year < 10 ? ["oh"] : []), ...small(year)];
    return [...small(century), ...spoken];
  }
  if (number === 0) return [ones[0] as string];
  return scales
    .map((scale, i) => {
      const group = Math.floor(number / 1000 ** i) % 1000;
      return group === 0 ? [] : [...small(group), ...(scale === "" ? [] : [scale])];
    })
    .reverse()
    .flat();
}

function small(number: number): string[] {
  if (number === 0) return [];
  if (number < 20) return [ones[number] as string];
  if (number < 100) return [tens[Math.floor(number / 10) - 2] as string, ...small(number % 10)];
  return [ones[Math.floor(number / 100)] as string, "hundred", ...small(number % 100)];
}
