import type { Layout } from './layout.js'
import { mlrunner } from './mlrunner.js'

/** The layouts that Assay knows by itself, in the order in which they are asked. */
export const BUILT_IN: readonly Layout[] = [mlrunner]
