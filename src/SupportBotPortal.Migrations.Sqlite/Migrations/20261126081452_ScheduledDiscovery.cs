using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ScheduledDiscovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DiscoverySlot_NextAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DiscoverySlot_Problem",
                table: "Providers",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DiscoverySlot_TriedAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProviderModels_ProviderId_FirstSeenAt",
                table: "ProviderModels",
                columns: new[] { "ProviderId", "FirstSeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderModels_Vanished",
                table: "ProviderModels",
                column: "ProviderId",
                filter: "\"VanishedAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ProviderModels_ProviderId_FirstSeenAt",
                table: "ProviderModels");

            migrationBuilder.DropIndex(
                name: "IX_ProviderModels_Vanished",
                table: "ProviderModels");

            migrationBuilder.DropColumn(
                name: "DiscoverySlot_NextAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "DiscoverySlot_Problem",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "DiscoverySlot_TriedAt",
                table: "Providers");
        }
    }
}
