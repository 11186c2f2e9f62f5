interface Common {
  /** The full name of the explicit tag; an empty text when there is none. */
  readonly tag: string
  /** Where it begins in the text. */
  readonly offset: number
  /** How many nodes it holds: itself and all that its aliases stand for. */
  size: number
  /** How many nodes lie within each other, itself included, through its aliases too. */
  height: number
}

export interface ScalarNode extends Common {
  readonly kind: 'scalar'
  readonly text: string
  /** Neither quoted nor a block, so that the text says the type. */
  readonly plain: boolean
}

export interface SequenceNode extends Common {
  readonly kind: 'sequence'
  readonly items: Node[]
}

export interface MappingNode extends Common {
  readonly kind: 'mapping'
  readonly entries: [key: Node, value: Node][]
}

/** A value as the text has it, before its type is known. An alias is the very node it stands for. */
export type Node = ScalarNode | SequenceNode | MappingNode
