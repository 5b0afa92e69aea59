// The newest server has no entry of its own for Community: it is built from its public parts, with the same neo4j.conf.
import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

class Server {
    public static void main(String[] words) throws InterruptedException {
        var home = Path.of(words[0]);
        var server = new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("conf").resolve("neo4j.conf"))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        // What the tests wait for, as the log of the older server says it.
        System.out.println("Neo4j Started.");
        new java.util.concurrent.CountDownLatch(1).await();
    }
}
