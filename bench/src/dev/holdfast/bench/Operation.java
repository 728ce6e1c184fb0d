package dev.holdfast.bench;

import java.util.List;

/**
 * What is measured: requests of one kind, and what they make the server send to the database.
 *
 * @param kind names it in files
 * @param writes whether each is one change of a memory
 * @param core whether it is measured at every number of connections, by peers too, and in each round also of a short run
 * @param requests one with places that are filled in, or several questions that are asked in turns
 */
record Operation(String kind, String title, boolean writes, boolean core, List<Template> requests) {
    Operation {
        requests = List.copyOf(requests);
    }

    @Override
    public String toString() {
        return title;
    }
}
