using Learn.Tests.Figures.Browser;

[assembly: AssemblyFixture(typeof(BrowserFixture))]
