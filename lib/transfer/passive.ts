/** Placeholder, replaced by the passive listener. */
export interface PassiveListener extends Disposable {
  readonly port: number
}
