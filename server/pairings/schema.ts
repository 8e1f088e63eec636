import './schema/list.ts';
