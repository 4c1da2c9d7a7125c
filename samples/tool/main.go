// Prints the number of a new order for each product named on the command line.
package main

import (
	"fmt"
	"os"

	"github.com/google/uuid"
)

func main() {
	for _, product := range os.Args[1:] {
		fmt.Printf("%s\t%s\n", uuid.NewString(), product)
	}
}
