using System.Globalization;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Few changes among many Services are put in place another way than many changes; the outcome is the same.</summary>
public sealed class ManyServicesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changes_come_to_the_right_places(int seed)
    {
        var random = new Random(seed);
        var services = new Dictionary<int, V1Service>();
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
        for (int number = 0; number < 300; number += 2)
        {
            proxy.SetService(services[number] = Make(number, 80));
        }

        proxy.Succeeded(proxy.Plan(Objects.Now()));
        for (int round = 0; round < 40; round++)
        {
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                int number = random.Next(300);
                if (services.Remove(number) && random.Next(2) == 0)
                {
                    proxy.RemoveService(new("default", Name(number)));
                }
                else
                {
                    proxy.SetService(services[number] = Make(number, 80 + round));
                }
            }

            SyncPlan partial = proxy.Plan(Objects.Now());
            Assert.False(partial.IsFull);
            proxy.Succeeded(partial);
            var fresh = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
            foreach (V1Service service in services.Values)
            {
                fresh.SetService(service);
            }

            // Without endpoints a Service has no chains, so that a partial payload says everything.
            Assert.True(partial.Payload.Span.SequenceEqual(fresh.Plan(Objects.Now()).Payload.Span), $"round {round}");
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"service-{number:d3}");

    private static V1Service Make(int number, int port) => Objects.Service(service =>
    {
        service.Metadata.Name = Name(number);
        service.Spec.ClusterIPs = [string.Create(CultureInfo.InvariantCulture, $"10.96.{number / 200}.{(number % 200) + 1}")];
        service.Spec.Ports[0].Port = port;
    });
}
