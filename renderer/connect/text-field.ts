/** What a form reads from a `TextField.svelte`. */
export interface TextFieldContent {
  /** Gives what was typed, and leaves it in the field. */
  value(): string;
  /** Gives what was typed, and empties the field: a secret goes to main and stays nowhere here. */
  take(): string;
}
