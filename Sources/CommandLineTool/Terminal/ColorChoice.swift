/// The values of `--color`.
enum ColorChoice: String {
  case auto, always, never
}
