import { untrack } from 'svelte';
import { isId, type NetworkFacts } from '../../../lib/brought/network.ts';
import { beyond, lendBeyond, lookBeyond, networkBeyond } from '../shared/networks/beyond.svelte.ts';
import { castOf, playersOf, type Cast } from '../shared/networks/cast.ts';
import { infoOf, takesStyle } from './nets-beyond.ts';
import type { NetInfo } from './nets.ts';
import { beginningOf, presetOf } from './presets.ts';
import { modelsOf, side, type Side } from './side.ts';
import type { Known } from './state.ts';

/** What guests need of the figure that they stand in. */
interface Stage {
  readonly left: Side;
  readonly right: Side;
  readonly choice: { readonly preset: string };
  readonly known: Known;
  change(sides: { left: Side; right: Side }): unknown;
  choosePreset(name: string): void;
}

/** Networks that are none of the article's: here they are among all others, and stand on either side. */
export class Guests {
  /** By side, the network that the address asks for, where it is not here. */
  absent = $state.raw<readonly (string | undefined)[]>([]);
  readonly #figure: Stage;
  readonly #ours: readonly string[];

  /** @param ours ids of the article's networks */
  constructor(figure: Stage, ours: readonly string[]) {
    this.#figure = figure;
    this.#ours = ours;
    $effect(() => {
      const here = beyond().filter(takesStyle.suits);
      untrack(() => this.#take(here));
    });
  }

  get #nets(): Record<string, NetInfo> {
    return this.#figure.known.nets as Record<string, NetInfo>;
  }

  #take(here: readonly NetworkFacts[]): void {
    const figure = this.#figure;
    const all = [...this.#ours, ...here.map(({ id }) => id)];
    const isGone = (of: Side) => modelsOf(of).some((id) => !all.includes(id));
    // Who is forgotten leaves the stage first.
    if (isGone(figure.left) || isGone(figure.right)) figure.choosePreset(figure.choice.preset);
    for (const id of Object.keys(this.#nets)) if (!all.includes(id)) delete this.#nets[id];
    for (const facts of here) if (!this.#ours.includes(facts.id)) this.#nets[facts.id] = infoOf(facts);
  }

  /** Who is on each side, as the menu of networks has it: `ours`, or the id of a guest. */
  get cast(): Cast {
    const { left, right } = this.#figure;
    const playerOf = (of: Side, i: number) => this.absent[i] ?? (networkBeyond(of.model) ? of.model : 'ours');
    return castOf([playerOf(left, 0), playerOf(right, 1)]);
  }

  /** Puts guests on the sides, or the preset's own networks back. */
  choose(cast: Cast): void {
    const { left, right, choice, known } = this.#figure;
    const usual = beginningOf(presetOf(choice.preset, known.nets));
    const players = playersOf(cast);
    const sides = [left, right].map((now, i) => {
      const player = players[i]!;
      if (Object.hasOwn(this.#nets, player)) return now.model === player ? now : side(player);
      return networkBeyond(now.model) ? usual[i]!.side : now;
    });
    this.#figure.change({ left: sides[0]!, right: sides[1]! });
    // Who is not here cannot be put anywhere, and is still asked for.
    this.absent = players.map((player) => (player === 'ours' || this.#nets[player] ? undefined : player));
  }

  /** What an address asks for may be kept, or offered: that is known only later. @param again takes it over anew */
  welcome(params: URLSearchParams, again: () => void): void {
    this.absent = [];
    const asked = () =>
      ['left', 'right'].map((name) => {
        const id = params.get(name)?.split('.')[0] ?? '';
        return isId(id) && !Object.hasOwn(this.#nets, id) ? id : undefined;
      });
    if (asked().every((id) => id === undefined)) return;
    void lookBeyond().then(() => {
      this.#take(beyond().filter(takesStyle.suits));
      again();
      this.absent = asked();
    });
  }

  /** Sees to it that experiments know those of these networks that are guests. @throws Error with a sentence */
  async lend(ids: readonly string[]): Promise<void> {
    for (const id of ids) if (networkBeyond(id)) await lendBeyond(id);
  }
}
