import type { Instance } from '../round/instance.ts';
import type { RoundResult } from '../round/result.ts';
import { checkExchanges } from './exchanges.ts';
import { near } from './near.ts';
import { checkBound, checkCoveredBound } from './proof.ts';
import { checkUnmatched } from './unmatched.ts';

export interface Verdict {
  /** What is wrong, in the words of the problem and result; nothing when all is right. */
  readonly faults: readonly string[];
  /** Whether a bound rests on a search that was not repeated here. */
  readonly trustsSearch: boolean;
}

/** As many faults are named; one suffices to refuse a result. */
const faultsNamed = 20;

/**
 * Checks a result against its problem: that every exchange is possible, that limits are kept, that
 * what is stated of the whole is true, and that the prices prove the bound. It shares nothing with
 * the solver but the form of the data, and believes nothing that the result says of itself.
 * @param result anything that was read from JSON
 */
export function verifyRound(instance: Instance, result: unknown): Verdict {
  const faults: string[] = [];
  const fault = (text: string) => {
    if (faults.length < faultsNamed) faults.push(text);
  };
  if (!hasShape(result, fault)) return { faults, trustsSearch: false };

  const tally = checkExchanges(instance, result.exchanges, fault);
  if (!near(result.objective, tally.objective))
    fault(
      `objective: stated ${result.objective}, the exchanges and rewards give ${tally.objective}`,
    );
  if (result.covered !== tally.covered)
    fault(`covered: stated ${result.covered}, ${tally.covered} receive`);
  checkUnmatched(instance, result.unmatched, tally.received, fault);

  if (result.bound < tally.objective && !near(result.bound, tally.objective))
    fault(`bound: stated ${result.bound}, this round already is worth ${tally.objective}`);
  if (result.coveredBound < tally.covered)
    fault(
      `coveredBound: stated ${result.coveredBound}, this round already covers ${tally.covered}`,
    );
  if (result.optimal && !near(result.bound, tally.objective))
    fault(`optimal: stated, but the bound ${result.bound} leaves a gap to ${tally.objective}`);
  if (result.optimal && instance.coverageFirst && result.coveredBound > tally.covered)
    fault(`optimal: stated, but up to ${result.coveredBound} could receive`);

  const isSearch = result.boundKind === 'SEARCH';
  if (!isSearch) checkBound(instance, result, tally.covered, fault);
  const coverageProven = checkCoveredBound(instance, result, isSearch, fault);
  return { faults, trustsSearch: isSearch || !coverageProven };
}

function hasShape(result: unknown, fault: (text: string) => void): result is RoundResult {
  if (typeof result !== 'object' || result === null) {
    fault('the result is no JSON object');
    return false;
  }
  const fields = result as Record<string, unknown>;
  let whole = true;
  const expect = (name: string, allowed: string, is: (value: unknown) => boolean) => {
    if (is(fields[name])) return;
    fault(`${name}: allowed is ${allowed}`);
    whole = false;
  };
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  for (const name of ['objective', 'bound', 'covered', 'coveredBound'])
    expect(name, 'a number', Number.isFinite);
  expect('optimal', 'true or false', (value) => typeof value === 'boolean');
  expect('boundKind', 'DUAL or SEARCH', (value) => value === 'DUAL' || value === 'SEARCH');
  expect('exchanges', 'a list', Array.isArray);
  expect('unmatched', 'a list', Array.isArray);
  expect('certificate', 'an object', isObject);
  return whole;
}
