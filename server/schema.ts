import './schema/scalars.ts';
import './schema/error-types.ts';
import './access/schema.ts';
import './access/forms-schema.ts';
import './cldr/schema.ts';
import './exchanges/agreement/schema.ts';
import './exchanges/schema.ts';
import './followups/schema.ts';
import './library/schema.ts';
import './meetings/schema.ts';
import './members-csv/schema.ts';
import './members/schema.ts';
import './notifications/schema.ts';
import './pairings/choices/schema.ts';
import './pairings/introduction/schema.ts';
import './pairings/no-pairing/schema.ts';
import './pairings/schema.ts';
import './partners/schema.ts';
import './policy/schema.ts';
import './rounds/schema.ts';
import './taxonomy/schema.ts';
import { builder } from './schema/builder.ts';

/** The whole API: every room has added its part by now. */
export const schema = builder.toSchema();
