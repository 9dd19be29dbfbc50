import { seededRandom, randomInt, type Random } from "../base/random";

export interface SkipGramOptions {
  readonly dims: number;
  /** Neighbours on each side that count as heard together; each draw uses 1 to so many. */
  readonly window: number;
  /** Items drawn against each neighbour. */
  readonly negatives: number;
  /** They are drawn in proportion to plays to this power. */
  readonly power: number;
  /** Items played less often get no vector: so little says nothing reliable. */
  readonly leastPlays: number;
  readonly epochs: number;
  /** Falls to nothing in a straight line. */
  readonly learningRate: number;
  /** Whether the order within a session means something; if not, it is drawn anew each epoch. */
  readonly ordered: boolean;
  readonly seed: number;
}

/** Vectors of length 1, or 0 for what was never heard. */
export interface ItemVectors {
  readonly items: number;
  readonly dims: number;
  /** items × dims. */
  readonly value: Float32Array;
}

/** Places in the table that negatives are drawn from: so many an item, up to a limit. */
const placesPerItem = 100;
const mostPlaces = 1 << 20;

/**
 * Skip-gram with negative sampling: vectors such that an item tells its neighbours in a session
 * from items drawn at random, log σ(v·n) + Σ log σ(−v·m) raised by stochastic gradients.
 *
 * @param given  sessions: item numbers below `items`, as heard one after another
 * @returns      yields the share done; vectors scaled to length 1
 * @see Mikolov et al., "Distributed Representations of Words and Phrases …", NIPS 2013
 * @see Caselles-Dupré, Lesaint, Royo-Letelier, "Word2Vec applied to Recommendation:
 *      Hyperparameters Matter", RecSys 2018
 */
export function* fitSkipGramInSteps(
  given: readonly Uint32Array[],
  items: number,
  options: SkipGramOptions,
): Generator<number, ItemVectors> {
  const { dims, window, epochs, ordered } = options;
  const random = seededRandom(options.seed);
  const plays = playsOf(given, items, options.leastPlays);
  const sessions = given.map((session) => session.filter((item) => (plays[item] as number) > 0));
  const network = new Network(plays, options, random);
  const total = epochs * sessions.length;
  for (let done = 0; done < total; done++) {
    if (done % 64 === 0) yield done / total;
    const session = (sessions[done % sessions.length] as Uint32Array).slice();
    if (!ordered) shuffle(session, random);
    const rate = options.learningRate * (1 - done / total);
    for (let at = 0; at < session.length; at++) {
      const reach = 1 + randomInt(random, window);
      const end = Math.min(session.length, at + reach + 1);
      for (let near = Math.max(0, at - reach); near < end; near++) {
        if (near !== at) network.learn(session[at] as number, session[near] as number, rate);
      }
    }
  }
  return { items, dims, value: unitVectors(network.input, plays, dims) };
}

/** Two vectors an item: as the one asked about, and as a neighbour. */
class Network {
  readonly input: Float32Array;
  private readonly output: Float32Array;
  private readonly table: Uint32Array;
  private readonly change: Float32Array;

  constructor(
    plays: Uint32Array,
    private readonly options: SkipGramOptions,
    private readonly random: Random,
  ) {
    const { dims, power } = options;
    this.output = new Float32Array(plays.length * dims);
    this.input = this.output.map(() => (random() - 0.5) / dims);
    this.table = tableOf(plays, power);
    this.change = new Float32Array(dims);
  }

  learn(item: number, neighbour: number, rate: number): void {
    const { input, change, table, random } = this;
    const { dims, negatives } = this.options;
    change.fill(0);
    this.push(item, neighbour, 1, rate);
    for (let n = 0; n < negatives; n++) {
      const drawn = table[randomInt(random, table.length)] as number;
      if (drawn !== neighbour && drawn !== item) this.push(item, drawn, 0, rate);
    }
    const from = item * dims;
    for (let d = 0; d < dims; d++) {
      input[from + d] = (input[from + d] as number) + (change[d] as number);
    }
  }

  /** One step of the other's vector; that of the item is gathered in `change`. */
  private push(item: number, other: number, truth: 0 | 1, rate: number): void {
    const { input, output, change } = this;
    const { dims } = this.options;
    const from = item * dims;
    const to = other * dims;
    let sum = 0;
    for (let d = 0; d < dims; d++) sum += (input[from + d] as number) * (output[to + d] as number);
    const step = rate * (truth - 1 / (1 + Math.exp(-sum)));
    for (let d = 0; d < dims; d++) {
      change[d] = (change[d] as number) + step * (output[to + d] as number);
      output[to + d] = (output[to + d] as number) + step * (input[from + d] as number);
    }
  }
}

/** How often each item was played; 0 for those below the least. */
function playsOf(sessions: readonly Uint32Array[], items: number, least: number): Uint32Array {
  const plays = new Uint32Array(items);
  for (const session of sessions) {
    for (const item of session) plays[item] = (plays[item] as number) + 1;
  }
  return plays.map((n) => (n < least ? 0 : n));
}

/** Items as often as plays^power asks; what was never played not at all. */
function tableOf(plays: Uint32Array, power: number): Uint32Array {
  const share = Float64Array.from(plays, (n) => (n > 0 ? n ** power : 0));
  const total = share.reduce((sum, x) => sum + x, 0);
  const table = new Uint32Array(total > 0 ? Math.min(mostPlaces, placesPerItem * plays.length) : 0);
  let item = 0;
  let reached = share[0] ?? 0;
  for (let place = 0; place < table.length; place++) {
    const wanted = ((place + 0.5) / table.length) * total;
    while (reached < wanted && item < plays.length - 1) reached += share[++item] as number;
    table[place] = item;
  }
  return table;
}

/** In place, every order as likely. @see Durstenfeld, "Algorithm 235", CACM 1964 */
function shuffle(list: Uint32Array, random: Random): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = randomInt(random, last + 1);
    const kept = list[last] as number;
    list[last] = list[other] as number;
    list[other] = kept;
  }
}

function unitVectors(value: Float32Array, plays: Uint32Array, dims: number): Float32Array {
  const factor = Float64Array.from(plays, (n, item) => {
    const square = value
      .subarray(item * dims, (item + 1) * dims)
      .reduce((sum, x) => sum + x * x, 0);
    return n > 0 && square > 0 ? 1 / Math.sqrt(square) : 0;
  });
  return value.map((x, at) => x * (factor[Math.floor(at / dims)] as number));
}
