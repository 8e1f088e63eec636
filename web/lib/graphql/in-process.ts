/**
 * Where the server leaves its API for the web when both share a process. A symbol of the global
 * registry, because the built web and the server load this file separately.
 */
const slot = Symbol.for('peerbridge.api');

/** Answers a GraphQL-over-HTTP request for a client at a network address. */
export type InProcessApi = (request: Request, client: { address: string }) => Promise<Response>;

const registry = globalThis as { [slot]?: InProcessApi };

/** Makes the API reachable for the web without a network. */
export function provideApi(api: InProcessApi): void {
  registry[slot] = api;
}

/** The API of this process, if there is one. */
export function inProcessApi(): InProcessApi | undefined {
  return registry[slot];
}
