/** Whether two types are the same; `any` is the same as `any` only. */
export type Equal<A, B> = IsAny<A> extends IsAny<B> ? ([A, B] extends [B, A] ? true : false) : false

type IsAny<T> = 0 extends 1 & T ? true : false

/** Compiles for `true` only. */
export type Expect<T extends true> = T
