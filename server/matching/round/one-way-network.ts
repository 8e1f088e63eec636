import type { GroupFloor, Instance } from './instance.ts';
import type { Nesting } from './nested.ts';
import type { Network } from './spanning-tree.ts';

/**
 * A one-way round as a network. What a participant can give starts at its giver node, goes over an
 * arc of the round to a receiver node, over one of that receiver's slots to the narrowest floor
 * around it, from there to the next wider one, and so to the root; what is not given goes to the
 * root at once. The slots of a receiver earn its rewards, one after the other as they do not
 * increase. From a floor two arcs lead on: as many units as the floor asks for are counted, more
 * than that are not.
 */
export interface OneWayNetwork extends Network {
  /** The first tree: by which arc each node hangs, and what it sends along it. */
  readonly treeArc: Int32Array;
  readonly supply: Int32Array;
  /** The arc of the round that each of the network's first arcs stands for. */
  readonly arcs: Int32Array;
  readonly countedArcs: readonly number[];
  /** The slots for a participant's first, second, ... receive, as far as they are distinguished. */
  readonly slots: readonly { readonly arc: number; readonly rank: number }[];
  giverNode(participant: number): number;
  receiverNode(participant: number): number;
  /** The node of a floor, by its place in the problem; the root for -1. */
  floorNode(floor: number): number;
}

/** More than any flow here. */
const unlimited = 2 ** 31 - 1;

export function oneWayNetwork(
  { ids, give, receive, received, from, to, rewards, coverageFirst }: Instance,
  allowed: Int32Array,
  floors: readonly GroupFloor[],
  { order, around, narrowest }: Nesting,
): OneWayNetwork {
  const participants = ids.length;
  const nodes = 1 + floors.length + 2 * participants;
  const rankOf = order.reduce<number[]>((ranks, floor, rank) => ((ranks[floor] = rank), ranks), []);
  const floorNode = (floor: number) => (floor < 0 ? 0 : 1 + rankOf[floor]!);
  const receiverNode = (participant: number) => 1 + floors.length + participant;
  const giverNode = (participant: number) => 1 + floors.length + participants + participant;

  const [outgoing, incoming] = [new Int32Array(participants), new Int32Array(participants)];
  for (const arc of allowed) {
    outgoing[from[arc]!]!++;
    incoming[to[arc]!]!++;
  }
  const ranked = Math.max(rewards.length, coverageFirst ? 1 : 0);
  // One place more than there are arcs is never taken: whoever has room to spare has the price 0.
  const places = (capacity: number, arcs: number) => Math.min(capacity, arcs + 1);
  /** Slots of a participant: a reward that it has already is not there to be had. */
  const slotsOf = (p: number, room: number) => Math.min(Math.max(0, ranked - received[p]!), room);
  let count = allowed.length + participants + 2 * floors.length;
  for (let p = 0; p < participants; p++) count += slotsOf(p, places(receive[p]!, incoming[p]!)) + 1;

  const [tail, head, capacity] = [
    new Int32Array(count),
    new Int32Array(count),
    new Int32Array(count),
  ];
  const treeArc = new Int32Array(nodes).fill(-1);
  const supply = new Int32Array(nodes);
  let next = 0;
  const add = (start: number, end: number, most: number): number => {
    tail[next] = start;
    head[next] = end;
    capacity[next] = most;
    return next++;
  };

  const arcs = inOrderOfGiver(allowed, from, outgoing);
  for (const arc of arcs) add(giverNode(from[arc]!), receiverNode(to[arc]!), 1);
  for (let p = 0; p < participants; p++) {
    treeArc[giverNode(p)] = add(giverNode(p), 0, unlimited);
    supply[giverNode(p)] = places(give[p]!, outgoing[p]!);
  }
  const countedArcs = floors.map((floor, index) => {
    const [node, outer] = [floorNode(index), floorNode(around[index]!)];
    treeArc[node] = add(node, outer, unlimited);
    return add(node, outer, Math.min(floor.receive, unlimited));
  });
  const slots: { arc: number; rank: number }[] = [];
  for (let p = 0; p < participants; p++) {
    const [node, outer] = [receiverNode(p), floorNode(narrowest[p]!)];
    const room = places(receive[p]!, incoming[p]!);
    const slotted = slotsOf(p, room);
    for (let slot = 0; slot < slotted; slot++)
      slots.push({ arc: (treeArc[node] = add(node, outer, 1)), rank: received[p]! + slot });
    const rest = add(node, outer, room - slotted);
    if (room === 0 || room > slotted) treeArc[node] = rest;
  }
  return {
    nodes,
    tail,
    head,
    capacity,
    treeArc,
    supply,
    arcs,
    countedArcs,
    slots,
    giverNode,
    receiverNode,
    floorNode,
  };
}

/** Pricing walks over the arcs in order; the price of the giver is then at hand. */
function inOrderOfGiver(allowed: Int32Array, from: Int32Array, outgoing: Int32Array): Int32Array {
  const next = new Int32Array(outgoing.length);
  for (let p = 1; p < next.length; p++) next[p] = next[p - 1]! + outgoing[p - 1]!;
  const arcs = new Int32Array(allowed.length);
  for (const arc of allowed) arcs[next[from[arc]!]!++] = arc;
  return arcs;
}
