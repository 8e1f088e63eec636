import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import highsModule from 'highs';
import type { Instance } from '../../../server/matching/round/instance.ts';

/** Solves a plain one-way round; what was built before does not count. null: it is not installed. */
export type Peer = (
  instance: Instance,
) => Promise<{ readonly milliseconds: number; readonly objective: number } | null>;

/** Weights in millionths: the others compare in whole numbers, or to a millionth. */
const millionths = 1e6;

export const peers: Readonly<Record<'HiGHS' | 'or-tools', Peer>> = {
  /** The flow as a linear program: a column for each arc, a row for the places of each end. */
  async HiGHS({ ids, give, receive, from, to, weight }) {
    const highs = await (highsModule as unknown as typeof highsModule.default)();
    const [arcs, members] = [from.length, ids.length];
    const data = {
      numCols: arcs,
      numRows: 2 * members,
      sense: highs.constants.objectiveSense.maximize,
      colCost: weight,
      colLower: new Float64Array(arcs),
      colUpper: new Float64Array(arcs).fill(1),
      rowLower: new Float64Array(2 * members),
      rowUpper: Float64Array.from([...give, ...receive]),
      matrix: {
        format: 'csc' as const,
        numCols: arcs,
        numRows: 2 * members,
        starts: Int32Array.from({ length: arcs + 1 }, (_, arc) => 2 * arc),
        indices: Int32Array.from({ length: 2 * arcs }, (_, at) =>
          at % 2 === 0 ? from[at >> 1]! : members + to[at >> 1]!,
        ),
        values: new Float64Array(2 * arcs).fill(1),
      },
    };
    let objective = NaN;
    const taken = await milliseconds(
      () => {
        const model = highs.createModel(data);
        model.options.set({ output_flag: false });
        return {
          run: () => {
            model.run();
            objective = model.getObjectiveValue();
          },
          end: () => model.dispose(),
        };
      },
      arcs > 100_000 ? 1 : 3,
    );
    return { milliseconds: taken, objective };
  },

  /** Its SimpleMinCostFlow, a cost-scaling push-relabel in C++, as WebAssembly. */
  async 'or-tools'({ ids, give, receive, from, to, weight }) {
    const flows = await installed();
    if (!flows) return null;
    await flows.init();
    // In this thread, as nothing else waits for it.
    flows.setWorkerBridgeEnabled(false);
    const members = ids.length;
    let cost = NaN;
    const taken = await milliseconds(() => {
      const flow = new flows.SimpleMinCostFlow();
      const add = (tail: number, head: number, capacity: number, unitCost: number) =>
        flow.addArcWithCapacityAndUnitCost(tail, head, capacity, unitCost);
      for (let arc = 0; arc < from.length; arc++)
        add(1 + from[arc]!, 1 + members + to[arc]!, 1, -Math.round(weight[arc]! * millionths));
      let all = 0;
      for (let p = 0; p < members; p++) {
        add(1 + p, 0, give[p]!, 0);
        add(1 + members + p, 0, receive[p]!, 0);
        flow.setNodeSupply(1 + p, give[p]!);
        all += give[p]!;
      }
      flow.setNodeSupply(0, -all);
      return {
        run: async () => {
          await flow.solve();
          cost = flow.optimalCost();
        },
        end: () => undefined,
      };
    }, 3);
    return { milliseconds: taken, objective: -cost / millionths };
  },
};

interface NetworkFlows {
  init(): Promise<void>;
  setWorkerBridgeEnabled(enabled: boolean): void;
  readonly SimpleMinCostFlow: new () => {
    addArcWithCapacityAndUnitCost(
      tail: number,
      head: number,
      capacity: number,
      cost: number,
    ): number;
    setNodeSupply(node: number, supply: number): void;
    solve(): Promise<number>;
    optimalCost(): number;
  };
}

/** What stands beside the project, in tests/bench/peers, where it was asked for. */
async function installed(): Promise<NetworkFlows | null> {
  const beside = createRequire(new URL('../peers/package.json', import.meta.url));
  let path;
  try {
    path = beside.resolve('or-tools-wasm/network-flow');
  } catch {
    return null;
  }
  return (await import(pathToFileURL(path).href)) as NetworkFlows;
}

type Prepared = { run(): unknown; end(): unknown };

/** The median of so many runs; what is prepared for a run does not count. */
export async function milliseconds(
  work: () => Prepared | Promise<unknown>,
  runs: number,
): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    let started = performance.now();
    const made = work();
    if (made instanceof Promise) await made;
    else {
      started = performance.now();
      await made.run();
    }
    taken.push(performance.now() - started);
    if (!(made instanceof Promise)) made.end();
  }
  return taken.sort((one, other) => one - other)[runs >> 1]!;
}
