// The meetings' part of the API, a file for each thing that can be asked or said.
import './schema/plan.ts';
import './schema/proposals.ts';
import './schema/propose.ts';
import './schema/sessions.ts';
import './schema/suggestions.ts';
