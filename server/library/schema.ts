import './schema/change.ts';
import './schema/list.ts';
import './schema/note.ts';
