@main struct Gongwen { static func main() { print("gongwen") } }
