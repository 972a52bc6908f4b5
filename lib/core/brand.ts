declare const brand: unique symbol

/** A value of type `T` that has passed the parser named by `Name`, and needs no second check. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
