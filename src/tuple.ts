import type { ParamValue } from './experiment.js'

/**
 * A Python tuple, where it must stay another thing than a list: its text has parentheses, and YAML
 * gives it a tag. Made by `Tuple.of` or `Tuple.from`.
 */
export class Tuple extends Array<ParamValue> {}
