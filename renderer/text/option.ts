/** One of the values of a setting, as people read it. */
export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}
