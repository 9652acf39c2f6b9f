@main
enum Hil {
  static func main() {}
}
