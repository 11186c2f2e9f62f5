import type { Layout } from './layout.js'
import { mlInstrumentation } from './ml-instrumentation/layout.js'
import { mlLogger } from './ml-logger/layout.js'
import { mlrunner } from './mlrunner.js'
import { mlxp } from './mlxp/layout.js'
import { rigorousRecorder } from './rigorous-recorder/layout.js'

/** The layouts that Assay knows by itself, in the order in which they are asked. */
export const BUILT_IN: readonly Layout[] = [
  mlrunner,
  mlxp,
  mlInstrumentation,
  mlLogger,
  rigorousRecorder,
]
