@main
struct Callwitness {
    static func main() {}
}
