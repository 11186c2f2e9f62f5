/** A value as YAML has it: what PyYAML's representer makes. The same object twice is an alias. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping

export interface YamlScalar {
  readonly kind: 'scalar'
  /** YAML's own short name of the type: `str`, `int`, `timestamp`. */
  readonly type: string
  readonly text: string
}

export interface YamlSequence {
  readonly kind: 'sequence'
  readonly type: 'seq' | 'python/tuple'
  readonly items: YamlNode[]
}

export interface YamlMapping {
  readonly kind: 'mapping'
  readonly type: 'map' | 'set'
  readonly entries: (readonly [key: YamlNode, value: YamlNode])[]
}
