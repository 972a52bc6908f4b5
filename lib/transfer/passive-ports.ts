import type { IpAddress } from '../core/units.ts'

/** Placeholder, replaced by the SharedArrayBuffer pool. */
export interface PassivePorts {
  readonly range: { readonly first: number; readonly last: number } | undefined
  take(address: IpAddress): number | undefined
}
