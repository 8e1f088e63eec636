// The rounds' part of the API, a file for each thing that can be asked or done.
import './schema/adjust.ts';
import './schema/asked.ts';
import './schema/errors.ts';
import './schema/mutations.ts';
import './schema/round.ts';
import './schema/subscription.ts';
