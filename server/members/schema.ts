// The members' part of the API, a file for each thing that can be asked or said.
import './schema/availability.ts';
import './schema/directory.ts';
import './schema/remove.ts';
import './schema/set-consent.ts';
import './schema/set-languages.ts';
import './schema/set-topics.ts';
import './schema/update.ts';
