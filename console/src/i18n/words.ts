/** The shape of a catalogue: the same keys, any words. Chinese has no singular of its own, so that it leaves `_one` out. */
export type Words<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Words<T[K]>
}
