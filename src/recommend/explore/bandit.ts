import type { Random } from "../../base/random";
import { beta, normal } from "./gaussian";
import { dot, freshRidge, learned, uncertainty, weightsOfRidge, type RidgeState } from "./ridge";

/** What is known of each arm by its name (a style); an arm that was never tried is absent. */
export type Bandit = Readonly<Record<string, ArmState>>;

/** Plain data, kept as JSON. */
interface ArmState extends RidgeState {
  /** Sum of rewards. */
  readonly reward: number;
}

/** How an arm is chosen; each gives the arms in the order in which it would choose them. */
export type Policy = "linucb" | "thompson" | "beta-thompson";

/** Width of the bound of LinUCB: 1 + √(ln(2 / δ) / 2) with δ .2. */
const width = 1 + Math.sqrt(Math.log(2 / 0.2) / 2);
/** Standard deviation of the draws of linear Thompson sampling: that of a reward of 0 or 1. */
const spread = 0.5;

/**
 * The bandit after it has seen what came of one showing.
 *
 * @param reward  1 for liked, saved or heard to the end, 0 for skipped or refused; between for a part
 */
export function learn(bandit: Bandit, arm: string, x: Float64Array, reward: number): Bandit {
  const known = stateOf(bandit, arm);
  const state = { ...learned(known ?? freshRidge(x.length), x, reward) };
  return { ...bandit, [arm]: { ...state, reward: (known?.reward ?? 0) + reward } };
}

/**
 * The arms in the order of choice, the first n.
 *
 * - `linucb`: by θᵀx + α √(xᵀA⁻¹x), disjoint arms. No chance in it.
 * - `thompson`: by θ̃ᵀx, θ̃ drawn from the posterior N(θ, v² A⁻¹). Of θ̃ only θ̃ᵀx is needed, which is
 *   normal with mean θᵀx and variance v² xᵀA⁻¹x: one draw an arm.
 * - `beta-thompson`: without the context, by a draw of Beta(1 + rewards, 1 + rest).
 *
 * Arms alike go in the order given.
 *
 * @see Li et al., "A contextual-bandit approach to personalized news …", WWW 2010, algorithm 1;
 *   Agrawal & Goyal, "Thompson sampling for contextual bandits …", ICML 2013;
 *   Chapelle & Li, "An empirical evaluation of Thompson sampling", NIPS 2011
 */
export function chooseArms(
  bandit: Bandit,
  arms: readonly string[],
  x: Float64Array,
  options: { readonly n: number; readonly policy: Policy; readonly random: Random },
): readonly string[] {
  const fresh = { ...freshRidge(x.length), reward: 0 };
  const worth = arms.map((arm) => valueOf(stateOf(bandit, arm) ?? fresh, x, options));
  return [...arms.keys()]
    .sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b)
    .slice(0, options.n)
    .map((at) => arms[at] as string);
}

/** Arms are named by tags out of files: "constructor" is a name like any other. */
function stateOf(bandit: Bandit, arm: string): ArmState | undefined {
  return Object.hasOwn(bandit, arm) ? bandit[arm] : undefined;
}

function valueOf(
  state: ArmState,
  x: Float64Array,
  { policy, random }: { readonly policy: Policy; readonly random: Random },
): number {
  if (policy === "beta-thompson") {
    return beta(random, 1 + state.reward, 1 + Math.max(0, state.n - state.reward));
  }
  const mean = dot(weightsOfRidge(state), x);
  const deviation = Math.sqrt(uncertainty(state, x));
  return policy === "linucb"
    ? mean + width * deviation
    : mean + spread * deviation * normal(random);
}
