/** Something to choose. */
export interface Option {
  value: string;
  label: string;
}

/** A choice, with what it means where its label does not say it all. */
export interface Choice extends Option {
  hint?: string;
}

/** Options under a heading of their own. */
export interface OptionGroup {
  label: string;
  options: Option[];
}
